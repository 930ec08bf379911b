/// How an [org.rollbook.runtime.serve.query.Answer] becomes a response: status, freshness, entity
/// tags, pages, waiting.
///
/// A topology's routes take a [org.rollbook.runtime.serve.question.Question] and pass the answer of
/// their view to [AnswerResponses].
@NullMarked
package org.rollbook.runtime.serve.answer;

import org.jspecify.annotations.NullMarked;
