@NullMarked
package org.rollbook.runtime.serve.query;

import org.jspecify.annotations.NullMarked;
