-- Whose keys were erased while the body was read: lists of keys, each sealed, one a line. Null where nobody's were, and at the end.
alter table member_upload add column erased text;
