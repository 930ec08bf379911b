/// A schema registry as operators run one: Apicurio, in a JVM of its own.
@NullMarked
package org.rollbook.testkit.registry;

import org.jspecify.annotations.NullMarked;
