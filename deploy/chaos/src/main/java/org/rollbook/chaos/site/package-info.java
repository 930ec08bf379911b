/// The system under drill: broker, registry, a campus that writes, and instances of one topology,
/// each in a process of its own.
@NullMarked
package org.rollbook.chaos.site;

import org.jspecify.annotations.NullMarked;
