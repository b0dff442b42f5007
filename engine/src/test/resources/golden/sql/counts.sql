-- did buy
-- {"event":"buy"}
select "profile"
from "project"."e1"
-- []

-- count gt 0.5
-- {"event":"buy","count":{"gt":0.5}}
select "profile"
from "project"."e1"
-- []

-- count gte 3
-- {"event":"buy","count":{"gte":3}}
-- those found 3 to any times by
select "profile"
from "project"."e1"
-- []

-- count between 2 and 4
-- {"event":"buy","count":{"between":[2,4]}}
-- those found 2 to 4 times by
select "profile"
from "project"."e1"
-- []

-- count lt 3
-- {"event":"buy","count":{"lt":3}}
-- all but those found 3 to any times by
select "profile"
from "project"."e1"
-- []

-- count lt 1
-- {"event":"buy","count":{"lt":1}}
-- all but
select "profile"
from "project"."e1"
-- []

-- count in 2, 4
-- {"event":"buy","count":{"in":[2,4]}}
select "profile"
from "project"."e1"
group by "profile"
having cast(count(*) as bigint) in (cast(? as bigint), cast(? as bigint))
-- [2, 4]

-- count is_not 2
-- {"event":"buy","count":{"not_in":[2]}}
-- all but those found 2 to 2 times by
select "profile"
from "project"."e1"
-- []

-- count gte 0
-- {"event":"buy","count":{"gte":0}}
-- everyone

-- count lt 0
-- {"event":"buy","count":{"lt":0}}
-- no one

-- within March
-- {"event":"buy","within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"}}
select "profile"
from "project"."e1"
where "time" between cast(? as bigint) and cast(? as bigint)
-- [1772323200000, 1775001599999]

-- within more than all events
-- {"event":"buy","within":{"from":"2020-01-01T00:00:00.000Z","to":"2030-01-01T00:00:00.000Z","zone":"Europe/Stockholm"}}
select "profile"
from "project"."e1"
-- []

-- within before all events
-- {"event":"buy","within":{"from":"2020-01-01T00:00:00.000Z","to":"2021-01-01T00:00:00.000Z","zone":"Europe/Stockholm"},"count":{"lt":1}}
-- everyone

-- where total gte 50
-- {"event":"buy","where":{"property":"total","gte":50},"within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"}}
select "profile"
from "project"."e1"
where ("time" between cast(? as bigint) and cast(? as bigint) and ("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(6, 4))))
-- [1772323200000, 1775001599999, 50, 50.0000]

-- where not total gte 50
-- {"event":"buy","where":{"not":{"property":"total","gte":50}}}
select "profile"
from "project"."e1"
where (not (coalesce(("total_long" >= cast(? as bigint)), false)) and not (coalesce(("total_decimal" >= cast(? as decimal(6, 4))), false)))
-- [50, 50.0000]

-- where a property never seen exists
-- {"event":"buy","where":{"property":"unseen","exists":true}}
-- no one

-- where note is null or contains x
-- {"event":"buy","where":{"any":[{"property":"note","is":null},{"property":"note","contains":"x"}]}}
select "profile"
from "project"."e1"
where ("note_null" is not null or strpos("note_text", cast(? as varchar)) > 0)
-- [x]

-- an event never seen
-- {"event":"unseen","count":{"lt":1}}
-- everyone

-- days gte 3
-- {"event":"buy","days":{"gte":3}}
select "profile"
from "project"."e1"
group by "profile"
having cast(count(distinct divide(("time" + case when "time" < cast(? as bigint) then case when "time" < cast(? as bigint) then cast(? as bigint) else cast(? as bigint) end else case when "time" < cast(? as bigint) then cast(? as bigint) else cast(? as bigint) end end), cast(? as bigint))) as bigint) >= cast(? as bigint)
-- [1761440400000, 1743296400000, 90000000, 93600000, 1774746000000, 90000000, 93600000, 86400000, 3]

-- days gte 3 within March
-- {"event":"buy","within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"},"days":{"gte":3}}
select "profile"
from "project"."e1"
where "time" between cast(? as bigint) and cast(? as bigint)
group by "profile"
having cast(count(distinct divide(("time" + case when "time" < cast(? as bigint) then cast(? as bigint) else cast(? as bigint) end), cast(? as bigint))) as bigint) >= cast(? as bigint)
-- [1772323200000, 1775001599999, 1774746000000, 90000000, 93600000, 86400000, 3]

-- days lt 3 in a zone without summer time
-- {"event":"buy","within":{"zone":"UTC"},"days":{"lt":3}}
-- all but
select "profile"
from "project"."e1"
group by "profile"
having cast(count(distinct divide(("time" + cast(? as bigint)), cast(? as bigint))) as bigint) >= cast(? as bigint)
-- [86400000, 86400000, 3]
