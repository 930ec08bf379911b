/// The campus's LMS as its database has it: tables, what goes wrong with them, and what the
/// reconciler makes of them.
@NullMarked
package org.rollbook.testkit.lms;

import org.jspecify.annotations.NullMarked;
