-- The tables that a service would keep instead of our views: a key for each query, and each event
-- that an enrollment has received.
drop table if exists enrollments, history, counts;

create table enrollments (
  %columns%,
  primary key (learner_id, course_key));

create unique index on enrollments (course_key, learner_id);

create table history (
  like enrollments,
  primary key (learner_id, course_key, event_id));

create table counts (
  course_key text not null,
  mode text not null,
  active bigint not null,
  total bigint not null,
  primary key (course_key, mode));

checkpoint;
