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
where not ("country_text" in (cast(? as varchar), cast(? as varchar)))
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

-- country in 70 texts
-- {"attribute":"country","in":["t0","t1","t2","t3","t4","t5","t6","t7","t8","t9","t10","t11","t12","t13","t14","t15","t16","t17","t18","t19","t20","t21","t22","t23","t24","t25","t26","t27","t28","t29","t30","t31","t32","t33","t34","t35","t36","t37","t38","t39","t40","t41","t42","t43","t44","t45","t46","t47","t48","t49","t50","t51","t52","t53","t54","t55","t56","t57","t58","t59","t60","t61","t62","t63","t64","t65","t66","t67","t68","t69"]}
select "ordinal"
from "project"."profiles"
where ("country_text" in (select unnest(from_json(cast(? as varchar), '["varchar"]'))))
-- [["t0","t1","t2","t3","t4","t5","t6","t7","t8","t9","t10","t11","t12","t13","t14","t15","t16","t17","t18","t19","t20","t21","t22","t23","t24","t25","t26","t27","t28","t29","t30","t31","t32","t33","t34","t35","t36","t37","t38","t39","t40","t41","t42","t43","t44","t45","t46","t47","t48","t49","t50","t51","t52","t53","t54","t55","t56","t57","t58","t59","t60","t61","t62","t63","t64","t65","t66","t67","t68","t69"]]

-- country not_in 70 texts, ignore case
-- {"attribute":"country","not_in":["t0","t1","t2","t3","t4","t5","t6","t7","t8","t9","t10","t11","t12","t13","t14","t15","t16","t17","t18","t19","t20","t21","t22","t23","t24","t25","t26","t27","t28","t29","t30","t31","t32","t33","t34","t35","t36","t37","t38","t39","t40","t41","t42","t43","t44","t45","t46","t47","t48","t49","t50","t51","t52","t53","t54","t55","t56","t57","t58","t59","t60","t61","t62","t63","t64","t65","t66","t67","t68","t69"],"ignore_case":true}
select "ordinal"
from "project"."profiles"
where not (lower("country_text") in (select lower(unnest(from_json(cast(? as varchar), '["varchar"]')))))
-- [["t0","t1","t2","t3","t4","t5","t6","t7","t8","t9","t10","t11","t12","t13","t14","t15","t16","t17","t18","t19","t20","t21","t22","t23","t24","t25","t26","t27","t28","t29","t30","t31","t32","t33","t34","t35","t36","t37","t38","t39","t40","t41","t42","t43","t44","t45","t46","t47","t48","t49","t50","t51","t52","t53","t54","t55","t56","t57","t58","t59","t60","t61","t62","t63","t64","t65","t66","t67","t68","t69"]]

-- price in 70 numbers
-- {"attribute":"price","in":[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69]}
select "ordinal"
from "project"."profiles"
where (("price_long" in (select unnest(from_json(cast(? as varchar), '["bigint"]')))) or ("price_decimal" in (select unnest(from_json(cast(? as varchar), '["decimal(18, 4)"]')))))
-- [["0","1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20","21","22","23","24","25","26","27","28","29","30","31","32","33","34","35","36","37","38","39","40","41","42","43","44","45","46","47","48","49","50","51","52","53","54","55","56","57","58","59","60","61","62","63","64","65","66","67","68","69"], ["0.0000","1.0000","2.0000","3.0000","4.0000","5.0000","6.0000","7.0000","8.0000","9.0000","10.0000","11.0000","12.0000","13.0000","14.0000","15.0000","16.0000","17.0000","18.0000","19.0000","20.0000","21.0000","22.0000","23.0000","24.0000","25.0000","26.0000","27.0000","28.0000","29.0000","30.0000","31.0000","32.0000","33.0000","34.0000","35.0000","36.0000","37.0000","38.0000","39.0000","40.0000","41.0000","42.0000","43.0000","44.0000","45.0000","46.0000","47.0000","48.0000","49.0000","50.0000","51.0000","52.0000","53.0000","54.0000","55.0000","56.0000","57.0000","58.0000","59.0000","60.0000","61.0000","62.0000","63.0000","64.0000","65.0000","66.0000","67.0000","68.0000","69.0000"]]

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
