/// Problems (RFC 9457): what a response says that is no answer.
@NullMarked
package org.rollbook.runtime.serve.problem;

import org.jspecify.annotations.NullMarked;
