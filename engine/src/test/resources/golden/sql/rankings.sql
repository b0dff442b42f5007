-- age
-- {"quantile":{"of":5,"in":[5],"by":{"attribute":"age"}}}
-- numbers
select "ordinal", cast("age_long" as double)
from "project"."profiles"
where "age_long" is not null
-- []

-- any, number or date
-- {"quantile":{"of":5,"in":[5],"by":{"attribute":"any"}}}
-- numbers
select "ordinal", coalesce(coalesce(cast("any_long" as double), cast("any_decimal" as double)), "any_double")
from "project"."profiles"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null)
-- []
-- dates, days in Europe/Stockholm
select "ordinal", "any_instant", "any_day"
from "project"."profiles"
where ("any_instant" is not null or "any_day" is not null)
-- []

-- country, which is neither
-- {"quantile":{"of":5,"in":[5],"by":{"attribute":"country"}}}
-- nobody has a value

-- born
-- {"quantile":{"of":5,"in":[5],"by":{"attribute":"born"}}}
-- dates, days in Europe/Stockholm
select "ordinal", "born_instant", "born_day"
from "project"."profiles"
where ("born_instant" is not null or "born_day" is not null)
-- []

-- never seen
-- {"quantile":{"of":5,"in":[5],"by":{"attribute":"unseen"}}}
-- nobody has a value

-- count
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","count":true}}}
-- how often a profile is found
select "profile"
from "project"."e1"
-- []

-- days
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","within":{"from":"2026-03-21T12:00:00.000Z","to":"2026-03-28T12:00:00.000Z","zone":"Europe/Stockholm"},"days":true}}}
-- numbers
select "profile", cast(count(distinct divide(("time" + cast(? as bigint)), cast(? as bigint))) as double)
from "project"."e1"
where "time" between cast(? as bigint) and cast(? as bigint)
group by "profile"
-- [90000000, 86400000, 1774094400000, 1774699199999]

-- recency
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","recency":true}}}
-- the latest of a profile
select "profile", "time"
from "project"."e1"
-- []

-- recency by day
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","where":{"property":"total","gt":0},"recency":"days"}}}
-- the latest of a profile, as a day in Europe/Stockholm
select "profile", "time"
from "project"."e1"
where ("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(5, 4)))
-- [1, 0.0001]

-- sum
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","sum":{"property":"total"}}}}
-- numbers
select "profile", cast((coalesce(cast(sum("total_long") as decimal(38, 4)), 0) + coalesce(sum("total_decimal"), 0)) as double)
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
-- []

-- sum of doubles
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","sum":{"property":"any"}}}}
-- numbers
select "profile", (cast((coalesce(cast(sum("any_long") as decimal(38, 4)), 0) + coalesce(sum("any_decimal"), 0)) as double) + coalesce(sum("any_double"), 0E0))
from "project"."e1"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null)
group by "profile"
-- []

-- average
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","avg":{"property":"total"}}}}
-- numbers
select "profile", (cast((coalesce(cast(sum("total_long") as decimal(38, 4)), 0) + coalesce(sum("total_decimal"), 0)) as double) / cast(count(*) as double))
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
-- []

-- largest
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","max":{"property":"total"}}}}
-- numbers
select "profile", max(coalesce(cast("total_long" as double), cast("total_decimal" as double)))
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
-- []

-- distinct
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","distinct":{"property":"any"}}}}
-- numbers
select "profile", cast((cast(count(distinct coalesce(cast("any_long" as decimal(38, 4)), "any_decimal")) as bigint) + cast(count(distinct "any_double") as bigint) + cast(count(distinct "any_text") as bigint) + cast(count(distinct "any_boolean") as bigint)) as double)
from "project"."e1"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null or "any_text" is not null or "any_boolean" is not null)
group by "profile"
-- []

-- a property of texts
-- {"quantile":{"of":5,"in":[5],"by":{"event":"buy","sum":{"property":"note"}}}}
-- nobody has a value
