/// The front page: what runs, in what state it is, and what to try first.
@NullMarked
package org.rollbook.local.status;

import org.jspecify.annotations.NullMarked;
