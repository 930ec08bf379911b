/// Whether the process should be restarted, and whether it can answer: reported on the management
/// port.
@NullMarked
package org.rollbook.runtime.node.health;

import org.jspecify.annotations.NullMarked;
