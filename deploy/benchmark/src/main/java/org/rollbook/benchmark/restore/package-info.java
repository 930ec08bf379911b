/// What it costs to restore everything from the changelogs.
@NullMarked
package org.rollbook.benchmark.restore;

import org.jspecify.annotations.NullMarked;
