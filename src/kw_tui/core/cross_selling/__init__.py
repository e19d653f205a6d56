"""Product groups that customers with a like assortment buy and one does not: lift, support, contribution to expect."""
