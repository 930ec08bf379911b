@NullMarked
package org.rollbook.benchmark.embedded;

import org.jspecify.annotations.NullMarked;
