/// Asking a server over HTTP as a client would, and as a hostile one would.
@NullMarked
package org.rollbook.testkit.web;

import org.jspecify.annotations.NullMarked;
