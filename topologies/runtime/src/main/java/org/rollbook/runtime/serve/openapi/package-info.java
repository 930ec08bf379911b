/// Annotations by which routes document what is the same for all of them.
@NullMarked
package org.rollbook.runtime.serve.openapi;

import org.jspecify.annotations.NullMarked;
