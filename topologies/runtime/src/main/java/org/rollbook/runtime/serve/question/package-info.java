/// What a request asks: paths, parameters, headers and bodies, checked.
@NullMarked
package org.rollbook.runtime.serve.question;

import org.jspecify.annotations.NullMarked;
