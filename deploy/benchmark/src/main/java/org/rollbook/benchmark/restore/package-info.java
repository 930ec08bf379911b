/// What it takes to get everything back from the changelogs.
@NullMarked
package org.rollbook.benchmark.restore;

import org.jspecify.annotations.NullMarked;
