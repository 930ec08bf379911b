/// Reads through a load balancer over several instances, and how long keys could not be read.
@NullMarked
package org.rollbook.testkit.watch;

import org.jspecify.annotations.NullMarked;
