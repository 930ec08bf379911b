/// The front page: what runs, how it is, and what to try first.
@NullMarked
package org.rollbook.local.status;

import org.jspecify.annotations.NullMarked;
