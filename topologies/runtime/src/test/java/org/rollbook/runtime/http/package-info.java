@NullMarked
package org.rollbook.runtime.http;

import org.jspecify.annotations.NullMarked;
