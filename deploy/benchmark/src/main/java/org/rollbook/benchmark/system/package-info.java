/// What the operating system reports about processes and files.
@NullMarked
package org.rollbook.benchmark.system;

import org.jspecify.annotations.NullMarked;
