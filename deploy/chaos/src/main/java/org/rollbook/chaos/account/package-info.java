/// Counts the answers of a drill, and decides whether they are good enough.
@NullMarked
package org.rollbook.chaos.account;

import org.jspecify.annotations.NullMarked;
