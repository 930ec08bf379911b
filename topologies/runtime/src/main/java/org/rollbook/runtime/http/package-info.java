/// What every topology's HTTP side has in common: problems, headers, entity tags, pages, and how an
/// [org.rollbook.runtime.query.Answer] becomes a response.
///
/// A topology's controllers take what was asked ([Asked]) and hand its view's answer to [Replies].
@NullMarked
package org.rollbook.runtime.http;

import org.jspecify.annotations.NullMarked;
