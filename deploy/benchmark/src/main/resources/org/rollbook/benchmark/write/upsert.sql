-- All parts of the statement see the tables as they were before it.
with received as (select * from %rows%),
remembered as (
  insert into history select * from received on conflict do nothing),
latest as (
  select distinct on (learner_id, course_key) * from received
  order by learner_id, course_key, event_time desc),
before as (
  select learner_id, course_key, old.mode, old.is_active
  from enrollments old join latest using (learner_id, course_key)),
changed as (
  insert into enrollments select * from latest
  on conflict (learner_id, course_key) do update set
    mode = excluded.mode, is_active = excluded.is_active,
    enrolled_at = excluded.enrolled_at, event_time = excluded.event_time,
    event_type = excluded.event_type, event_id = excluded.event_id,
    source = excluded.source, topic = excluded.topic,
    topic_partition = excluded.topic_partition, topic_offset = excluded.topic_offset
  where enrollments.event_time < excluded.event_time
  returning learner_id, course_key, mode, is_active),
difference as (
  select course_key, mode, is_active::int as active, 1 as total from changed
  union all
  select course_key, before.mode, -(before.is_active::int), -1
  from before join changed using (learner_id, course_key))
insert into counts
select course_key, mode, sum(active), sum(total) from difference group by course_key, mode
on conflict (course_key, mode) do update set
  active = counts.active + excluded.active, total = counts.total + excluded.total
