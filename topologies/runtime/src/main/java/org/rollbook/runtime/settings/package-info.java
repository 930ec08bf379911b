/// What an operator may set: environment variables, read once, checked at start, with messages that
/// name the variable.
@NullMarked
package org.rollbook.runtime.settings;

import org.jspecify.annotations.NullMarked;
