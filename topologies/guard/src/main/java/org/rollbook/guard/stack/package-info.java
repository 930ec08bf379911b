/// What every view must pass as a running instance, started from its packaged jar with a broker and
/// a registry, written once. A view gives samples of itself, and names each contract of this
/// package in a test class.
@NullMarked
package org.rollbook.guard.stack;

import org.jspecify.annotations.NullMarked;
