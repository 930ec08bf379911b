/// A view that breaks rules, for the test of the rules.
@NullMarked
package org.rollbook.sample.view;

import org.jspecify.annotations.NullMarked;
