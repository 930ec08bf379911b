@NullMarked
package org.rollbook.benchmark.ingest;

import org.jspecify.annotations.NullMarked;
