/// How a question gets its answer: bounds in, an [org.rollbook.runtime.serve.query.Answer] out,
/// never a wrong "there is none".
@NullMarked
package org.rollbook.runtime.serve.query;

import org.jspecify.annotations.NullMarked;
