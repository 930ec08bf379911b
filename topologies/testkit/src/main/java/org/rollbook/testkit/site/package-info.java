/// One topology as it is deployed: an instance from its packaged jar at a site of its own, with the
/// broker and registry that all tests of a JVM share.
@NullMarked
package org.rollbook.testkit.site;

import org.jspecify.annotations.NullMarked;
