/// The generated clients, as a neighbouring service would use them.
@NullMarked
package org.rollbook.clients;

import org.jspecify.annotations.NullMarked;
