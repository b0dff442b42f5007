-- two events
-- {"sequence":[{"event":"view"},{"event":"buy"}]}
-- SequenceRules[steps=[Step[event=1, without=0, min=1, max=9223372036854775807], Step[event=2, without=0, min=1, max=9223372036854775807]], span=9223372036854775807]
select "profile", "time", 1
from "project"."e2" union all select "profile", "time", 2
from "project"."e1"
-- []

-- gaps and a window
-- {"sequence":[{"event":"view"},{"event":"buy","where":{"property":"total","gte":50},"after":{"min":"PT1M","max":"PT1H"}}],"span":"P1D","within":{"from":"2026-03-21T12:00:00.000Z","to":"2026-03-28T12:00:00.000Z","zone":"Europe/Stockholm"}}
-- SequenceRules[steps=[Step[event=1, without=0, min=1, max=9223372036854775807], Step[event=2, without=0, min=60000, max=3600000]], span=86400000]
select "profile", "time", 1
from "project"."e2"
where "time" between cast(? as bigint) and cast(? as bigint) union all select "profile", "time", 2
from "project"."e1"
where ("time" between cast(? as bigint) and cast(? as bigint) and ("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(6, 4))))
-- [1774094400000, 1774699199999, 1774094400000, 1774699199999, 50, 50.0000]

-- the same event twice
-- {"sequence":[{"event":"buy"},{"event":"buy"}]}
-- SequenceRules[steps=[Step[event=1, without=0, min=1, max=9223372036854775807], Step[event=1, without=0, min=1, max=9223372036854775807]], span=9223372036854775807]
select "profile", "time", 1
from "project"."e1"
-- []

-- one name with several conditions, one forbidden
-- {"sequence":[{"event":"buy"},{"not":{"event":"buy","where":{"property":"total","lt":5}}},{"event":"buy","where":{"property":"note","is":"x"}}]}
-- SequenceRules[steps=[Step[event=1, without=0, min=1, max=9223372036854775807], Step[event=2, without=4, min=1, max=9223372036854775807]], span=9223372036854775807]
select "profile", "time", (1 + case when "note_text" = cast(? as varchar) then 2 else 0 end + case when ("total_long" <= cast(? as bigint) or "total_decimal" <= cast(? as decimal(5, 4))) then 4 else 0 end)
from "project"."e1"
-- [x, 4, 4.9999]

-- what never was forbids nothing
-- {"sequence":[{"event":"view"},{"not":{"event":"unseen"}},{"event":"buy"}]}
-- SequenceRules[steps=[Step[event=1, without=0, min=1, max=9223372036854775807], Step[event=2, without=0, min=1, max=9223372036854775807]], span=9223372036854775807]
select "profile", "time", 1
from "project"."e2" union all select "profile", "time", 2
from "project"."e1"
-- []

-- a step that never was
-- {"sequence":[{"event":"view"},{"event":"unseen"}]}
-- no one

-- before all events
-- {"sequence":[{"event":"view"},{"event":"buy"}],"within":{"before":"2023-12-31T23:00:00.000Z","zone":"Europe/Stockholm"}}
-- no one
