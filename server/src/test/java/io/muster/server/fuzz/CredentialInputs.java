package io.muster.server.fuzz;

import io.muster.server.test.TestServer;
import java.util.ArrayList;
import java.util.List;

/** Good credentials of every kind, to be spoiled, and what is read behind those of the older interfaces. */
final class CredentialInputs {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private CredentialInputs() {}

    static List<Input> of(String project, String token) {
        List<Input> inputs = new ArrayList<>();
        for (String header : List.of(
                "Authorization: Bearer " + token,
                "X-Access-Token: " + token,
                "Authorization: Token token=\"secret\"",
                "public-api-key: owner",
                "Cookie: muster_session=abc; other=\"d\"",
                "X-CSRF-Token: abc",
                "X-Forwarded-For: 1.2.3.4, 2001:db8::1",
                "Range: bytes=0-99999999999999999999")) {
            for (String target :
                    List.of(project + "/exports", "/api/users", "/public/api/apps", "/audience/segments")) {
                inputs.add(Input.header(target, header));
            }
        }
        String client = "client_id=" + TestServer.CLIENT_ID + "&client_secret=wrong";
        inputs.add(Input.body("POST", "/oauth/token", FORM, "grant_type=client_credentials&" + client));
        inputs.add(Input.body("POST", "/oauth/token", JSON, "{\"grant_type\":\"client_credentials\"}"));
        inputs.add(Input.body("POST", "/oauth/revoke", FORM, "token=" + token.substring(0, token.length() - 1)));
        inputs.add(Input.body("POST", "/v1/session", JSON, "{\"email\":\"a@b.c\",\"password\":\"wrong\"}"));
        older("Authorization: Bearer " + token, inputs);
        return inputs;
    }

    private static void older(String bearer, List<Input> inputs) {
        inputs.add(Input.body(
                        "POST",
                        "/audience/profiles/reports/segments",
                        JSON,
                        "{\"segments\":{\"s\":\"a.b\",\"v\":{\"segment_discriminator\":\"c\"},\"filter\":\"s & !(v | s)\"}}")
                .with(bearer));
        inputs.add(Input.body(
                        "POST", "/audience/keyspaces/email/profiles/anna/evaluations", JSON, "{\"segments\":[\"a\"]}")
                .with(bearer));
        String old = "Authorization: Token token=\"" + TestServer.CLIENT_SECRET + "\"\r\npublic-api-key: "
                + TestServer.CLIENT_ID;
        inputs.add(Input.body("POST", "/public/api/apps/default/users/export", FORM, "ids[]=1&ids[]=2&format=csv")
                .with(old));
        inputs.add(Input.body(
                "POST", "/service/v1/segments/export", JSON, "{\"segmentId\":\"1\",\"outputFormat\":\"csv\"}"));
    }
}
