-- The latest state of each enrollment and each grade.
create table if not exists enrollments (
  learner_id bigint, course_key text, mode text, is_active boolean, enrolled_at timestamptz,
  event_time timestamptz, event_id text, primary key (learner_id, course_key));

create index if not exists enrollments_of_course on enrollments (course_key, learner_id);

create table if not exists grades (
  learner_id bigint, course_key text, percent double precision, letter text,
  is_passing boolean, passed_at timestamptz, event_time timestamptz, event_id text,
  primary key (learner_id, course_key));

create index if not exists grades_of_course on grades (course_key, learner_id);
