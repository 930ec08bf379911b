package org.rollbook.runtime.serve;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.PageRequest;
import org.rollbook.runtime.serve.query.ServedBy;
import org.rollbook.runtime.serve.question.Question;

/// A view that answers what a test defines, and remembers what it was asked.
final class ScriptedView {

  static final Freshness FRESH =
      new Freshness(
          Instant.parse("2026-08-20T12:40:00.5Z"),
          new ServedBy(ServedBy.Role.ACTIVE, "one:8201"),
          Optional.of(Instant.parse("2026-08-01T00:00:00Z")));

  volatile Function<Question, Answer<String>> row = question -> new Answer.Found<>("row", FRESH);
  volatile Function<PageRequest, Answer<Page<String>>> page =
      asked ->
          new Answer.Found<>(new Page<>(List.of("row"), Optional.empty(), Optional.empty()), FRESH);
  volatile Supplier<List<Answer<String>>> many = List::of;
}
