/// What the operating system knows of processes and files.
@NullMarked
package org.rollbook.benchmark.system;

import org.jspecify.annotations.NullMarked;
