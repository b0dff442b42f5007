-- country is SE
-- {"attribute":"country","is":"SE"}
select "ordinal"
from "project"."profiles"
where "country_text" = cast(? as varchar)
-- [SE]

-- country is SE, ignore case
-- {"attribute":"country","is":"SE","ignore_case":true}
select "ordinal"
from "project"."profiles"
where lower("country_text") = lower(cast(? as varchar))
-- [SE]

-- country is_not SE
-- {"attribute":"country","is_not":"SE"}
select "ordinal"
from "project"."profiles"
where "country_text" <> cast(? as varchar)
-- [SE]

-- country in SE, NO
-- {"attribute":"country","in":["SE","NO"]}
select "ordinal"
from "project"."profiles"
where "country_text" in (cast(? as varchar), cast(? as varchar))
-- [SE, NO]

-- country not_in SE, NO
-- {"attribute":"country","not_in":["SE","NO"]}
select "ordinal"
from "project"."profiles"
where "country_text" not in (cast(? as varchar), cast(? as varchar))
-- [SE, NO]

-- country in nothing
-- {"attribute":"country","in":[]}
-- no one

-- country is 5
-- {"attribute":"country","is":5}
-- no one

-- any is SE
-- {"attribute":"any","is":"SE"}
select "ordinal"
from "project"."profiles"
where "any_text" = cast(? as varchar)
-- [SE]

-- any is_not SE
-- {"attribute":"any","is_not":"SE"}
select "ordinal"
from "project"."profiles"
where ("any_text" <> cast(? as varchar) or "any_long" is not null or "any_decimal" is not null or "any_double" is not null or "any_boolean" is not null or "any_list" is not null or "any_null" is not null)
-- [SE]

-- any is 5
-- {"attribute":"any","is":5}
select "ordinal"
from "project"."profiles"
where ("any_long" = cast(? as bigint) or "any_decimal" = cast(? as decimal(5, 4)) or "any_double" = cast(? as double))
-- [5, 5.0000, 5.0]

-- any in SE, 5, true, null
-- {"attribute":"any","in":["SE",5,true,null]}
select "ordinal"
from "project"."profiles"
where ("any_text" = cast(? as varchar) or "any_long" = cast(? as bigint) or "any_decimal" = cast(? as decimal(5, 4)) or "any_double" = cast(? as double) or "any_boolean" = cast(? as boolean) or "any_null" is not null)
-- [SE, 5, 5.0000, 5.0, true]

-- any not_in SE, 5, true, null
-- {"attribute":"any","not_in":["SE",5,true,null]}
select "ordinal"
from "project"."profiles"
where ("any_text" <> cast(? as varchar) or "any_long" <> cast(? as bigint) or "any_decimal" <> cast(? as decimal(5, 4)) or "any_double" <> cast(? as double) or "any_boolean" = cast(? as boolean) or "any_list" is not null)
-- [SE, 5, 5.0000, 5.0, false]

-- any is null
-- {"attribute":"any","is":null}
select "ordinal"
from "project"."profiles"
where "any_null" is not null
-- []

-- vip is true
-- {"attribute":"vip","is":true}
select "ordinal"
from "project"."profiles"
where "vip_boolean" = cast(? as boolean)
-- [true]

-- vip is_not true
-- {"attribute":"vip","is_not":true}
select "ordinal"
from "project"."profiles"
where "vip_boolean" = cast(? as boolean)
-- [false]

-- any exists
-- {"attribute":"any","exists":true}
select "ordinal"
from "project"."profiles"
where ("any_text" is not null or "any_long" is not null or "any_decimal" is not null or "any_double" is not null or "any_boolean" is not null or "any_list" is not null or "any_null" is not null)
-- []

-- country does not exist
-- {"attribute":"country","exists":false}
-- all but
select "ordinal"
from "project"."profiles"
where "country_text" is not null
-- []

-- an attribute never seen is SE
-- {"attribute":"unseen","is":"SE"}
-- no one

-- an attribute never seen does not exist
-- {"attribute":"unseen","exists":false}
-- everyone
