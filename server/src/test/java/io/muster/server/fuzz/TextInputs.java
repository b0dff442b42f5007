package io.muster.server.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Good texts of the segment language and good heads of CSV files, to be spoiled. */
final class TextInputs {
    private static final String JSON = "application/json";

    private static final List<String> TEXTS = List.of(
            "country in ('SE', 'NO') and did 'Order Completed' at least 3 times where total >= 50 in last 90 days",
            "not (tag 'vip' or known) and not in segment 'staff'",
            "sum(total) of 'Order Completed' in last 90 days >= 500",
            "did 'Cart Created' then 'Order Completed' where total >= 50 after at most 1 hour, in last 7 days",
            "did 'Signed Up' then not 'Refund' then 'Order Completed', within 1 day 12 hours, in last 90 days",
            "birth_date anniversary in next 7 days zone 'Europe/Stockholm'",
            "in quantile 4 or 5 of 5 by sum(total) of 'Order Completed' among (did 'Order Completed')",
            "did 'Crashed' where os > version '10.2' but <= version '11'",
            "did 'Order Completed' where (coupon is null or coupon is '')",
            "did 'App Opened' on between 3 and 7 days in previous month",
            "first did 'Order Completed' from 2026-01-01 to 2026-02-01",
            "name matches '^(?i)a+b' and age between 18 and 65.5");

    private static final List<String> HEADS = List.of(
            "id,country,age,identity:email,tags,time", "id;\"a;b\";\"c\"\"d\"", "\ufeffid\tcountry\tshared_user_id");

    private TextInputs() {}

    static List<Input> of(String project) {
        List<Input> inputs = new ArrayList<>();
        for (String text : TEXTS) {
            inputs.add(Input.body("POST", project + "/segments/format", JSON, "{\"definition\":\"" + text + "\"}"));
            inputs.add(Input.body("POST", project + "/segments/preview", JSON, "{\"definition\":\"" + text + "\"}"));
        }
        for (String head : HEADS) {
            inputs.add(Input.body(
                    "POST", project + "/profiles/import?dry_run=true", "text/csv", head + "\n1,SE,31,a@b.c,x,\n"));
        }
        inputs.add(new Input(
                "POST",
                project + "/profiles/import?dry_run=true&types=age:number,country:text&map=mail:identity:email",
                "",
                "text/csv",
                "id,country,age,mail\n1,SE,31,a@b.c\n",
                Input.Part.TARGET));
        return inputs;
    }
}
