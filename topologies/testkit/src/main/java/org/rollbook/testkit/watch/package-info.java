/// Several instances asked as behind a load balancer, and how long anything could not be read.
@NullMarked
package org.rollbook.testkit.watch;

import org.jspecify.annotations.NullMarked;
