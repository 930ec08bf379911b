/// Requests over HTTP as a client would send them, and as a hostile one would.
@NullMarked
package org.rollbook.testkit.web;

import org.jspecify.annotations.NullMarked;
