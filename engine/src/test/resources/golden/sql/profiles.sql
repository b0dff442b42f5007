-- all of two
-- {"all":[{"attribute":"country","is":"SE"},{"attribute":"age","gte":18}]}
select "ordinal"
from "project"."profiles"
where ("country_text" = cast(? as varchar) and "age_long" >= cast(? as bigint))
-- [SE, 18]

-- any of two
-- {"any":[{"attribute":"country","is":"SE"},{"attribute":"age","gte":18}]}
select "ordinal"
from "project"."profiles"
where ("country_text" = cast(? as varchar) or "age_long" >= cast(? as bigint))
-- [SE, 18]

-- all of none
-- {"all":[]}
-- everyone

-- any of none
-- {"any":[]}
-- no one

-- not
-- {"not":{"attribute":"country","is":"SE"}}
-- all but
select "ordinal"
from "project"."profiles"
where "country_text" = cast(? as varchar)
-- [SE]

-- one and not the other
-- {"all":[{"attribute":"country","is":"SE"},{"not":{"attribute":"age","gte":18}}]}
select "ordinal"
from "project"."profiles"
where ("country_text" = cast(? as varchar) and not (coalesce(("age_long" >= cast(? as bigint)), false)))
-- [SE, 18]

-- not: one and not the other
-- {"not":{"all":[{"attribute":"country","is":"SE"},{"not":{"attribute":"age","gte":18}}]}}
-- all but
select "ordinal"
from "project"."profiles"
where ("country_text" = cast(? as varchar) and not (coalesce(("age_long" >= cast(? as bigint)), false)))
-- [SE, 18]

-- neither
-- {"all":[{"not":{"attribute":"country","is":"SE"}},{"not":{"attribute":"age","gte":18}}]}
-- all but
select "ordinal"
from "project"."profiles"
where ("country_text" = cast(? as varchar) or "age_long" >= cast(? as bigint))
-- [SE, 18]

-- one or not the other
-- {"any":[{"attribute":"country","is":"SE"},{"not":{"attribute":"age","gte":18}}]}
-- all but
select "ordinal"
from "project"."profiles"
where (not (coalesce(("country_text" = cast(? as varchar)), false)) and "age_long" >= cast(? as bigint))
-- [SE, 18]

-- tag
-- {"tag":"it's vip"}
select "ordinal"
from "project"."profiles"
where list_contains("tags", cast(? as varchar))
-- [it's vip]

-- known
-- {"known":true}
select "ordinal"
from "project"."profiles"
where ("email_text" is not null or "mobile_text" is not null or "crm_id_text" is not null)
-- []

-- not known
-- {"known":false}
-- all but
select "ordinal"
from "project"."profiles"
where ("email_text" is not null or "mobile_text" is not null or "crm_id_text" is not null)
-- []

-- identity
-- {"identity":"device"}
select "ordinal"
from "project"."profiles"
where "device_text" is not null
-- []

-- identity never seen
-- {"identity":"unseen"}
-- no one
