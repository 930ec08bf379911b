/// The LMS's database, read only: its tables, and how each kind of server is asked.
@NullMarked
package org.rollbook.reconciler.lms;

import org.jspecify.annotations.NullMarked;
