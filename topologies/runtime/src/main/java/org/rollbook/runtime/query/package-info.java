/// How a question gets its answer: bounds in, an [org.rollbook.runtime.query.Answer] out, never a
/// wrong "there is none".
@NullMarked
package org.rollbook.runtime.query;

import org.jspecify.annotations.NullMarked;
