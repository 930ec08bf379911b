/// Digests of rows, by which a view and the LMS's own tables are compared.
@NullMarked
package org.rollbook.model.digest;

import org.jspecify.annotations.NullMarked;
