/// A view that breaks rules, for the test of the rules.
@NullMarked
package org.rollbook.sample.serve;

import org.jspecify.annotations.NullMarked;
