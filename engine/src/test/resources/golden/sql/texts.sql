-- country contains S
-- {"attribute":"country","contains":"S"}
select "ordinal"
from "project"."profiles"
where strpos("country_text", cast(? as varchar)) > 0
-- [S]

-- country contains S, ignore case
-- {"attribute":"country","contains":"S","ignore_case":true}
select "ordinal"
from "project"."profiles"
where strpos(lower("country_text"), lower(cast(? as varchar))) > 0
-- [S]

-- country not_contains S
-- {"attribute":"country","not_contains":"S"}
select "ordinal"
from "project"."profiles"
where not (strpos("country_text", cast(? as varchar)) > 0)
-- [S]

-- country starts_with S
-- {"attribute":"country","starts_with":"S"}
select "ordinal"
from "project"."profiles"
where starts_with("country_text", cast(? as varchar))
-- [S]

-- country ends_with an emoji and a letter
-- {"attribute":"country","ends_with":"👍E"}
select "ordinal"
from "project"."profiles"
where substr("country_text", -2) = cast(? as varchar)
-- [👍E]

-- country ends_with nothing
-- {"attribute":"country","ends_with":""}
select "ordinal"
from "project"."profiles"
where "country_text" is not null
-- []

-- country matches ^S
-- {"attribute":"country","matches":"^S"}
select "ordinal"
from "project"."profiles"
where regexp_matches("country_text", cast(? as varchar))
-- [^S]

-- country matches ^s, ignore case
-- {"attribute":"country","matches":"^s","ignore_case":true}
select "ordinal"
from "project"."profiles"
where regexp_matches("country_text", cast(? as varchar))
-- [(?i)^s]

-- country version_gte 10.2
-- {"attribute":"country","version_gte":"10.2"}
select "ordinal"
from "project"."profiles"
where (regexp_matches("country_text", cast(? as varchar)) and (lpad(coalesce(split_part("country_text", '.', 1), ''), 9, '0') || lpad(coalesce(split_part("country_text", '.', 2), ''), 9, '0') || lpad(coalesce(split_part("country_text", '.', 3), ''), 9, '0') || lpad(coalesce(split_part("country_text", '.', 4), ''), 9, '0')) >= cast(? as varchar))
-- [^[0-9]{1,9}([.][0-9]{1,9}){0,3}$, 000000010000000002000000000000000000]

-- country version_is no version
-- {"attribute":"country","version_is":"1..2"}
-- no one

-- likes has a
-- {"attribute":"likes","has":"a"}
select "ordinal"
from "project"."profiles"
where list_contains("likes_list", cast(? as varchar))
-- ["a"]

-- likes has_any "a", 5.0
-- {"attribute":"likes","has_any":["\"a\"",5]}
select "ordinal"
from "project"."profiles"
where (list_contains("likes_list", cast(? as varchar)) or list_contains("likes_list", cast(? as varchar)))
-- ["\"a\"", 5]

-- likes has_all nothing
-- {"attribute":"likes","has_all":[]}
select "ordinal"
from "project"."profiles"
where "likes_list" is not null
-- []

-- likes empty
-- {"attribute":"likes","empty":true}
select "ordinal"
from "project"."profiles"
where array_length("likes_list") = 0
-- []

-- likes not empty
-- {"attribute":"likes","empty":false}
select "ordinal"
from "project"."profiles"
where not (array_length("likes_list") = 0)
-- []
