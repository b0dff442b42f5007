package io.muster.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A customer as a profile row. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomerRow(String id, CustomerAttributes attributes, List<String> tags) {

    static CustomerRow of(JsonNode row, DateShift shift) {
        String card = row.path("member_card").asString().toLowerCase(Locale.ROOT);
        return new CustomerRow(
                row.path("customer_id").asString(), CustomerAttributes.of(row, card, shift), List.of(card));
    }

    /** What is known about a customer, under names that people use. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CustomerAttributes(
            String firstName,
            String lastName,
            String country,
            String state,
            String city,
            String postalCode,
            String gender,
            String maritalStatus,
            String birthDate,
            String yearlyIncome,
            int totalChildren,
            int childrenAtHome,
            String education,
            String occupation,
            boolean homeOwner,
            int cars,
            String memberCard,
            String accountOpened,
            @Nullable String phone) {

        static CustomerAttributes of(JsonNode row, String card, DateShift shift) {
            return new CustomerAttributes(
                    row.path("fname").asString(),
                    row.path("lname").asString(),
                    row.path("country").asString(),
                    row.path("state_province").asString(),
                    row.path("city").asString(),
                    row.path("postal_code").asString(),
                    row.path("gender").asString().equals("F") ? "female" : "male",
                    row.path("marital_status").asString().equals("M") ? "married" : "single",
                    date(row, "birthdate", shift),
                    row.path("yearly_income").asString(),
                    row.path("total_children").asInt(),
                    row.path("num_children_at_home").asInt(),
                    row.path("education").asString(),
                    row.path("occupation").asString(),
                    row.path("houseowner").asString().equals("Y"),
                    row.path("num_cars_owned").asInt(),
                    card,
                    date(row, "date_accnt_opened", shift),
                    row.path("phone1").asString(null));
        }

        private static String date(JsonNode row, String field, DateShift shift) {
            return shift.of(LocalDate.parse(row.path(field).asString())).toString();
        }
    }
}
