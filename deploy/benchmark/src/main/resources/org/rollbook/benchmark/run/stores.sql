-- The content of all our stores as tables, from a table of events: the enrollments with an index for
-- each query, their history, and the counts. Written in the order of their keys and never changed,
-- as compact as they can be.
create table history as
  select *, 'applied' as outcome from events order by learner_id, course_key, event_time;

alter table history add primary key (learner_id, course_key, event_time, event_id);

create table enrollments as
  select distinct on (learner_id, course_key) * from events
  order by learner_id, course_key, event_time desc;

drop table events;

create table counts as
  select course_key, mode, count(*) filter (where is_active) as active, count(*) as total
  from enrollments group by course_key, mode;

alter table counts add primary key (course_key, mode);

alter table enrollments add primary key (learner_id, course_key);

create unique index on enrollments (course_key, learner_id);

vacuum analyze;

checkpoint;
