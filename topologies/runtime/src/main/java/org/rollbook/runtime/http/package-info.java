/// What the HTTP API of every topology has in common: problems, headers, entity tags, pages, and
/// how an [org.rollbook.runtime.query.Answer] becomes a response.
///
/// A topology's controllers take a [Question] and pass the answer of their view to
/// [AnswerResponses].
@NullMarked
package org.rollbook.runtime.http;

import org.jspecify.annotations.NullMarked;
