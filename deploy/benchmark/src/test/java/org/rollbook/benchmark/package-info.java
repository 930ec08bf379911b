@NullMarked
package org.rollbook.benchmark;

import org.jspecify.annotations.NullMarked;
