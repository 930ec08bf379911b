@NullMarked
package org.rollbook.benchmark.measure;

import org.jspecify.annotations.NullMarked;
